/** Words that every rule uses: time and the billing calendar, money, quantities, ids, outcomes and events. */
package dev.planstack.domain.shared;

/** SDK licenses: what can be bought (rule L1). */
package dev.planstack.domain.license;

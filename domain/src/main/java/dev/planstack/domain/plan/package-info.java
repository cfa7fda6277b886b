/** Prepaid plans: what can be bought, what was bought, and how plans stack (rules P1–P11). */
package dev.planstack.domain.plan;

/** Usage and what it does: deductions from stacked plans, the switch to pay-as-you-go, hourly bills (rules U, B). */
package dev.planstack.domain.billing;

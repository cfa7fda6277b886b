/** SDK licenses: what can be bought, orders and their renewal, applications, coverage and checks (rules L1–L12). */
package dev.planstack.domain.license;

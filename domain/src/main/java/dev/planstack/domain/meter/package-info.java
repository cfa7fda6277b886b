/** What is counted and what a unit of it costs without a plan: meters and their graduated prices (rules M1–M5). */
package dev.planstack.domain.meter;

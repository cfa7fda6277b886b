/** Use cases of the runway: forecasts, simulations, advice. */
package dev.planstack.application.runway;

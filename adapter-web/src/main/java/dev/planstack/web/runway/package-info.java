/** Forecasts and simulations over HTTP. */
package dev.planstack.web.runway;

/** Endpoints that are told of events: what is kept of them, and one loop of deliveries for each. */
package dev.planstack.application.webhook;

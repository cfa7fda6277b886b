/** {@code /v1/webhooks}, and what sends messages to endpoints: their form, their signature, and a client that minds where it dials. */
package dev.planstack.web.webhook;

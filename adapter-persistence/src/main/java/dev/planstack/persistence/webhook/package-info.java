/** Webhooks as rows, with their place in the feed of events; {@code WebhookStorage} is the one door. */
package dev.planstack.persistence.webhook;

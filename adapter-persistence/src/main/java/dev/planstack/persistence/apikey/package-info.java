/** API keys as rows; {@code ApiKeyStorage} is the one door. */
package dev.planstack.persistence.apikey;

/** {@code /v1/api-keys} over HTTP. */
package dev.planstack.web.apikey;

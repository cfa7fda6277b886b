/** The HTTP API of a running service, every exchange held against the OpenAPI document. */
package dev.planstack.bootstrap.api;

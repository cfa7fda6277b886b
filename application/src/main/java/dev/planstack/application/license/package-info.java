/** Use cases of license offerings. */
package dev.planstack.application.license;

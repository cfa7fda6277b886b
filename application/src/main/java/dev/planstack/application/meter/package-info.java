/** Use cases of the operator's meters. */
package dev.planstack.application.meter;

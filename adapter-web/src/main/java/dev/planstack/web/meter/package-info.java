/** Meters over HTTP. */
package dev.planstack.web.meter;

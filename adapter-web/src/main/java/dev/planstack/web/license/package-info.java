/** License offerings over HTTP. */
package dev.planstack.web.license;

/** SDK licenses over HTTP: offerings, orders, applications, checks, documents and their keys. */
package dev.planstack.web.license;

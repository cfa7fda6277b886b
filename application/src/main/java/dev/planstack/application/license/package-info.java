/** Use cases of SDK licenses: offerings, orders, applications, checks, and the documents with the keys that sign them. */
package dev.planstack.application.license;

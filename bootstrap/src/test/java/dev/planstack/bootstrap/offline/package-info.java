/** License documents, verified offline by the examples as a customer's SDK would do it. */
package dev.planstack.bootstrap.offline;

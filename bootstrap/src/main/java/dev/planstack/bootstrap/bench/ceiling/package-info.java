/**
 * What Planstack is measured against: the same work without Planstack in between. Here, and nowhere else outside the adapters,
 * databases and HTTP servers are spoken to directly.
 */
package dev.planstack.bootstrap.bench.ceiling;

/** License orders that were sold elsewhere are taken over: reads them off a file, and sends each to a running Planstack. */
@NullMarked
package dev.planstack.bootstrap.importlicenses;

import org.jspecify.annotations.NullMarked;

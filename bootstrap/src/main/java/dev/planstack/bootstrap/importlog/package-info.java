/** Access logs become usage records: reads a log, and sends what its requests transferred to a running Planstack. */
@NullMarked
package dev.planstack.bootstrap.importlog;

import org.jspecify.annotations.NullMarked;

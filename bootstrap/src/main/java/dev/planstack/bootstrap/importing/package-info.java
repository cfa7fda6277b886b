/** What the commands that import a file have in common: reading it, sending it to a running Planstack, telling how it goes. */
@NullMarked
package dev.planstack.bootstrap.importing;

import org.jspecify.annotations.NullMarked;

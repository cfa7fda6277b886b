/** The domain as a library, used as a stranger would use it. */
package dev.planstack.bootstrap.library;

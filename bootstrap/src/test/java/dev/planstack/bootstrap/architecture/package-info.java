/** The architecture as rules over the classes of all modules, each shown to catch code that breaks it. */
package dev.planstack.bootstrap.architecture;

/** The command {@code bench}: how fast Planstack is on the user's machine, beside the most that the machine could do. */
package dev.planstack.bootstrap.bench;

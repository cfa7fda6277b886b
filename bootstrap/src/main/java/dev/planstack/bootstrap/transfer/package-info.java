/** The commands {@code export}, {@code import} and {@code backup}: a database as a whole, out, in and copied. */
package dev.planstack.bootstrap.transfer;

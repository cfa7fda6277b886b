/** The command {@code demo}: a sandbox with a small catalog and accounts in telling states. */
package dev.planstack.bootstrap.demo;

/** What is logged, and how it looks. */
package dev.planstack.bootstrap.logging;

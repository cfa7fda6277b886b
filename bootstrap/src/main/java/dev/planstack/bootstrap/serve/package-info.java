/** The command {@code serve}: everything wired together by hand, started and stopped. */
package dev.planstack.bootstrap.serve;

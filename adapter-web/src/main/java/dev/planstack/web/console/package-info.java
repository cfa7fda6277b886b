/** The console: its page, what that loads, and signing in to it. */
package dev.planstack.web.console;

/** The HTTP server as a whole: its settings, its pages, and what it answers when no route does. */
package dev.planstack.web;

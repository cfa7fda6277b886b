/** The program: its commands and where their options come from. */
package dev.planstack.bootstrap;

/** Use cases of usage: recording, voiding, explaining and summing up. */
package dev.planstack.application.billing;

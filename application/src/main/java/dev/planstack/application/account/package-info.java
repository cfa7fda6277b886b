/** Use cases of accounts: settings, balance, access and events. */
package dev.planstack.application.account;

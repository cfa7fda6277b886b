/** Accounts, their transactions and events over HTTP. */
package dev.planstack.web.account;

/** A customer's account: settings, balance, transactions and the state that follows from them (rules A1–A2). */
package dev.planstack.domain.account;

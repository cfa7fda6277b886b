/** What is coming: the future that an account's book is lived through on a copy, with expected or supposed usage and purchases. */
package dev.planstack.domain.runway;

/** The past that forecasts are made from, in SQLite. */
package dev.planstack.persistence.runway;

/** Builders and seeded generators that tests of several modules share; never shipped. */
package dev.planstack.testing;

/** What belongs to licenses as rows, and the key that signs in a file of its own; {@code LicenseStorage} is the one door. */
package dev.planstack.persistence.license;

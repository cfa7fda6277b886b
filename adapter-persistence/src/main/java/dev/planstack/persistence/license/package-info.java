/** License offerings as rows; {@code LicenseStorage} is the one door. */
package dev.planstack.persistence.license;

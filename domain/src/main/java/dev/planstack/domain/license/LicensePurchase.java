package dev.planstack.domain.license;

import dev.planstack.domain.shared.Term;
import java.util.Optional;

/**
 * A license order that someone wants to buy (rule L1).
 *
 * @param offering what
 * @param term for how long
 * @param application the application to bind it to at once
 * @param autoRenewal how it is to be renewed by itself
 */
public record LicensePurchase(
        LicenseOffering offering, Term term, Optional<ApplicationId> application, AutoRenewal autoRenewal) {}

package dev.planstack.web.billing;

import java.util.List;

/** A bill in an answer. */
record BillJson(String id, String hour, String currency, String total, String transaction, List<Line> lines) {

    /** One meter of it. */
    record Line(String meter, String quantity, String amount, List<UsageJson.PricedQuantity> tiers) {}
}

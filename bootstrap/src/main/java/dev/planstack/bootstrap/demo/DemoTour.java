package dev.planstack.bootstrap.demo;

import java.io.PrintWriter;
import java.util.List;

/** Says where to look in the demo; every line that starts with {@code curl} works as it is. */
final class DemoTour {

    private record Stop(String what, String curl) {}

    private final String url;
    private final String key;

    DemoTour(String url, String key) {
        this.url = url;
        this.key = key;
    }

    void print(PrintWriter out) {
        out.println();
        out.println("Planstack's demo listens on " + url + " (key: " + key + "). Stop it with Ctrl-C.");
        out.println("  The console, log in with the key \"" + key + "\":  " + url + "/");
        out.println("  API reference, to try out:  " + url + "/docs");
        out.println();
        for (Stop stop : stops()) {
            out.println("# " + stop.what());
            out.println(stop.curl());
            out.println();
        }
    }

    private List<Stop> stops() {
        return List.of(
                new Stop(
                        "Acme stacks three plans: listed in the order in which they are drawn on",
                        get("accounts/acme/plans")),
                new Stop("one record of 130 GB, cut over two plans, and why", get("accounts/acme/usage/acme-1")),
                new Stop(
                        "Globex ran out of its plan: billing switched to pay-as-you-go by itself",
                        get("accounts/globex/events?type=billing.switched")),
                new Stop("… and what that cost, hour by hour", get("accounts/globex/bills")),
                new Stop("Initech's balance does not cover its bill: overdue", get("accounts/initech")),
                new Stop(
                        "Umbrella's plan expired with quota left; the next usage is pay-as-you-go",
                        get("accounts/umbrella/plans")),
                new Stop(
                        "Hooli has hard stop set: its gateway asks before it serves",
                        get("accounts/hooli/access?meter=traffic.cn")),
                new Stop("an imported access log, by plan and by pay-as-you-go", get("accounts/shop/usage?by=hour")),
                new Stop(
                        "Acme's player licenses renewed themselves nine days before they expired",
                        get("license-orders?account=acme")),
                new Stop(
                        "Globex's came from an older system and cannot be renewed: the answer says what works",
                        get("license-orders/globex.order-000000001/renewal-quote?term=P1M")),
                new Stop("buy Globex another 100 GB", post("accounts/globex/plans", "{\"offering\": \"gb100\"}")),
                new Stop(
                        "record usage of now",
                        post(
                                "usage",
                                "{\"id\": \"mine-1\", \"account\": \"globex\", \"meter\": \"traffic.cn\", \"quantity\": \"2.5\","
                                        + " \"occurredAt\": \"2026-02-01T14:30:00Z\"}")),
                new Stop(
                        "let a day pass: hours are billed, plans expire",
                        put("clock", "{\"now\": \"2026-02-02T15:00:00Z\"}")));
    }

    private String get(String path) {
        return "curl -s -H 'Authorization: Bearer " + key + "' '" + url + "/v1/" + path + "'";
    }

    private String post(String path, String body) {
        return "curl -s -X POST -H 'Authorization: Bearer " + key + "' -H 'Content-Type: application/json' -d '" + body
                + "' '" + url + "/v1/" + path + "'";
    }

    private String put(String path, String body) {
        return post(path, body).replace("-X POST", "-X PUT");
    }
}

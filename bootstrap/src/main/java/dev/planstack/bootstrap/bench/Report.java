package dev.planstack.bootstrap.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run measured.
 *
 * @param machine what it was measured on
 * @param figures the figures
 * @param load the machine's load average at the start and at the end; what others did meanwhile costs figures
 */
record Report(String machine, List<Figure> figures, List<Double> load) {

    private static final int THOUSAND = 1_000;

    Report {
        figures = List.copyOf(figures);
        load = List.copyOf(load);
    }

    void printTable(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "Planstack", "compared with", "", "ratio", "spread", "target", "CPU µs"));
        figures.forEach(figure -> rows.add(row(figure)));
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
        out.println();
        out.println(machine + "; load average " + number(load.get(0)) + " before, " + number(load.get(1)) + " after."
                + " Medians, with the least and the most of the rounds.");
        out.flush();
    }

    private static List<String> row(Figure figure) {
        Samples judged = figure.judged();
        return List.of(
                figure.what(),
                number(figure.measured().median()) + " " + figure.unit(),
                figure.against().map(Figure.Against::what).orElse(""),
                figure.against().map(a -> number(a.measured().median())).orElse(""),
                figure.against().isPresent() ? ratio(judged.median()) : "",
                spread(figure, judged),
                figure.target().map(target -> target(target, figure)).orElse(""),
                figure.cpuMicros().map(cpu -> number(cpu.median())).orElse(""));
    }

    private static String target(Figure.Target target, Figure figure) {
        boolean met = figure.isMet().orElse(false);
        return (target.atLeast() ? ">= " : "<= ") + plain(target.bound()) + (met ? "  met" : "  missed");
    }

    private static String spread(Figure figure, Samples judged) {
        return figure.against().isPresent()
                ? ratio(judged.min()) + " - " + ratio(judged.max())
                : number(judged.min()) + " - " + number(judged.max());
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= THOUSAND ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    void printJson(PrintWriter out) {
        try {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("machine", machine);
            all.put("loadAverage", load);
            all.put("figures", figures.stream().map(Report::json).toList());
            out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written", e);
        }
    }

    private static Map<String, Object> json(Figure figure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", figure.name());
        json.put("what", figure.what());
        json.put("unit", figure.unit());
        json.put("planstack", json(figure.measured()));
        figure.against().ifPresent(against -> {
            json.put("comparedWith", against.what());
            json.put("other", json(against.measured()));
            json.put("ratio", json(figure.judged()));
        });
        figure.target().ifPresent(target -> {
            json.put("target", Map.of(target.atLeast() ? "atLeast" : "atMost", target.bound()));
            json.put("met", figure.isMet().orElse(false));
        });
        Optional<Samples> cpu = figure.cpuMicros();
        cpu.ifPresent(samples -> json.put("cpuMicros", json(samples)));
        return json;
    }

    private static Map<String, Object> json(Samples samples) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", samples.median());
        json.put("min", samples.min());
        json.put("max", samples.max());
        json.put("rounds", samples.values());
        return json;
    }
}

package dev.planstack.bootstrap.importlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.importing.Line;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageRecordsTest {
    private static final String REST = " 192.0.2.7 - - [12/May/2024:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5";

    @Test
    void makes_a_record_of_a_line() {
        assertThat(outcome(new Line(12, "shop" + REST, "3f9a0c1b22d4", false)))
                .isEqualTo(new UsageRecord(
                        12, "access.log:12:3f9a0c1b22d4", "shop", 5, Instant.parse("2024-05-12T10:05:03Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "shop, shop",
        "Shop_1.example-x.org, Shop_1.example-x.org",
        "shop.example.org:443, shop.example.org",
        "_default_, _default_",
    })
    void takes_the_virtual_host_without_port_as_account(String virtualHost, String account) {
        assertThat(outcome(new Line(1, virtualHost + REST, "", false)))
                .isInstanceOfSatisfying(
                        UsageRecord.class, usage -> assertThat(usage.account()).isEqualTo(account));
    }

    @Test
    void takes_an_account_of_64_characters_and_none_of_65() {
        assertThat(outcome(new Line(1, "a".repeat(64) + REST, "", false))).isInstanceOf(UsageRecord.class);
        assertThat(outcome(new Line(1, "a".repeat(65) + REST, "", false)))
                .asString()
                .startsWith("virtual host is not an account id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "käse",
                "a/b",
                "a%20b",
                "[::1]",
                "shop:",
                "shop:x",
                "shop:123456",
                ":80",
                "a\u0000b",
                "\u202eshop"
            })
    void refuses_a_virtual_host_that_is_no_account_id(String virtualHost) {
        assertThat(outcome(new Line(1, virtualHost + REST, "", false)))
                .asString()
                .startsWith("virtual host is not an account id");
    }

    @Test
    void refuses_a_line_without_virtual_host() {
        assertThat(outcome(new Line(1, REST.strip(), "", false)))
                .isEqualTo("no virtual host before the client's address");
    }

    @Test
    void refuses_a_line_that_is_too_long_even_if_its_beginning_is_readable() {
        assertThat(outcome(new Line(1, "shop" + REST, "", true))).isEqualTo("longer than 64 KiB");
    }

    @Test
    void gives_ids_that_differ_by_name_line_and_content() {
        Stream<String> ids = Stream.of(
                id("access.log", 1, "aaaaaaaaaaaa"),
                id("access.log", 2, "aaaaaaaaaaaa"),
                id("access.log", 1, "bbbbbbbbbbbb"),
                id("access.log.1", 1, "aaaaaaaaaaaa"),
                id("日志一.log", 1, "aaaaaaaaaaaa"),
                id("日志二.log", 1, "aaaaaaaaaaaa"),
                id("a".repeat(200), 1, "aaaaaaaaaaaa"),
                id("a".repeat(201), 1, "aaaaaaaaaaaa"));

        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access.log", "ü ber\nlog", "日志", "", "a:b", "../x", "\ud83d"})
    void gives_ids_of_at_most_128_plain_characters(String fileName) {
        for (String name : new String[] {fileName, fileName + "x".repeat(250), "日".repeat(250) + fileName}) {
            assertThat(id(name, Long.MAX_VALUE, "aaaaaaaaaaaa"))
                    .matches("[A-Za-z0-9._-]*:9223372036854775807:aaaaaaaaaaaa")
                    .hasSizeLessThanOrEqualTo(128)
                    .isEqualTo(id(name, Long.MAX_VALUE, "aaaaaaaaaaaa"));
        }
    }

    private static String id(String fileName, long line, String hash) {
        return new RecordIds(fileName).of(new Line(line, "", hash, false));
    }

    /** The record or, as a string, the reason why there is none. */
    private static Object outcome(Line line) {
        return new UsageRecords(new RecordIds("access.log")).of(line).<Object>fold(usage -> usage, reason -> reason);
    }
}

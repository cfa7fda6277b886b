package dev.planstack.bootstrap.importlicenses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderCheckTest {
    private static final String REST =
            "'sdks':[{'sdk':'p','edition':'e'}],'startsAt':'2025-01-01T00:00:00Z','expiresAt':'2026-01-01T00:00:00Z'";

    private static String check(String order) throws JsonProcessingException {
        ObjectNode given = (ObjectNode) JsonOrders.STRICT.readTree(order.replace('\'', '"'));
        return OrderCheck.check(given)
                .fold(
                        read -> read.account() + " " + read.body().toString().replace('"', '\''),
                        reason -> "! " + reason);
    }

    @Test
    void reads_an_order_and_writes_it_in_one_way() throws JsonProcessingException {
        assertThat(
                        check(
                                "{'expiresAt':'2026-01-01T01:00:00+01:00','startsAt':'2025-01-01T00:00:00.000z','offering':null,"
                                        + "'sdks':[{'edition':'e','sdk':'p'}],'application':'shop','account':'acme','instanceId':'i 1'}"))
                .isEqualTo("acme {'instanceId':'i 1'," + REST + ",'application':'shop'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{%}                                  | account: must be given",
                "{'account':'a/b',%}                  | account: must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'",
                "{'account':7,%}                      | account: must be a string",
                "{'account':null,%}                   | account: must be a string",
                "{'account':'a','instanceId':'',%}    | instanceId: must be 1 to 128 printable characters",
                "{'account':'a','offering':'a b',%}   | offering: must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'",
                "{'account':'a','application':{},%}   | application: must be a string",
                "{'account':'a','colour':1,%}         | colour: is not known here",
            })
    void tells_the_field_that_is_at_fault(String order, String fault) throws JsonProcessingException {
        assertThat(check(order.replace("%", REST))).isEqualTo("! " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                                     | sdks: must be an array",
                "null                                  | sdks: must be an array",
                "[]                                    | sdks: must name at least one SDK",
                "[7]                                   | sdks/0: must be an object",
                "[{'sdk':'p'}]                         | sdks/0/edition: must be given",
                "[{'sdk':'p','edition':'e','x':1}]     | sdks/0/x: is not known here",
                "[{'sdk':'p','edition':'e'},{'sdk':'p','edition':'f'}] | sdks/1/sdk: must be named once only",
            })
    void tells_the_sdk_that_is_at_fault(String sdks, String fault) throws JsonProcessingException {
        assertThat(check("{'account':'a','sdks':" + sdks
                        + ",'startsAt':'2025-01-01T00:00:00Z','expiresAt':'2026-01-01T00:00:00Z'}"))
                .isEqualTo("! " + fault);
    }

    @Test
    void tells_every_fault_at_once() throws JsonProcessingException {
        assertThat(check("{'startsAt':'soon'}"))
                .isEqualTo(
                        "! account: must be given; sdks: must be given; startsAt: must be an RFC 3339 instant, such as "
                                + "'2026-01-31T10:30:00Z'; expiresAt: must be given".replace('\'', '"'));
        assertThat(check("{'account':'a','sdks':[{'sdk':'p','edition':'e'}],'startsAt':'2026-01-01T00:00:00Z',"
                        + "'expiresAt':'2026-01-01T00:00:00Z'}"))
                .isEqualTo("! expiresAt: must lie after /startsAt");
    }
}

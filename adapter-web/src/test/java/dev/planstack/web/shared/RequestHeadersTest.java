package dev.planstack.web.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.apikey.KeyText;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | true",
                "*/*                                         | true",
                "application/*                               | true",
                "application/json                            | true",
                "APPLICATION/JSON                            | true",
                "text/html, application/json;q=0.1           | true",
                "text/html, */*;q=0.1                        | true",
                "text/html                                   | false",
                "application/xml                             | false",
                "application/problem+json                    | false",
                "application/json;q=0                        | false",
                "application/json;q=0.000, */*               | false",
                "application/json;q=0.001                    | true",
                "*/*;q=0                                     | false",
                "nonsense                                    | false"
            })
    void acceptHeader(String accept, boolean admitted) {
        assertThat(MediaTypes.accepts(accept, MediaTypes.JSON)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                    | application/json",
                "Application/JSON                    | application/json",
                "application/json; charset=UTF-8     | application/json",
                "application/json;charset=\"utf-8\"  | application/json",
                "application/json; x=y               | application/json",
                "application/json; charset=latin1    |",
                "text/plain                          | text/plain"
            })
    void contentType(String header, String mediaType) {
        assertThat(MediaTypes.inUtf8(header)).isEqualTo(Optional.ofNullable(mediaType));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer the key       | true",
                "bearer the key       | true",
                "BEARER  the key      | true",
                "Bearer the kex       | false",
                "Bearer               | false",
                "the key              | false",
                "Basic the key        | false"
            })
    void authorization(String header, boolean admitted) {
        assertThat(Bearer.key(header).equals(Optional.of(new KeyText("the key"))))
                .isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc            | abc",
                "a%20b          | 'a b'",
                "a%2Fb          | a/b",
                "a%252Fb        | a%2Fb",
                "%E4%B8%AD      | 中",
                "中             | 中",
                "%e4%b8%ad+     | 中+",
                "%              |",
                "%2             |",
                "%zz            |",
                "%ff            |",
                "%C0%80         |",
                "%E4%B8         |"
            })
    void percentEncoding(String text, String decoded) {
        assertThat(Percent.decode(text)).isEqualTo(Optional.ofNullable(decoded));
    }
}

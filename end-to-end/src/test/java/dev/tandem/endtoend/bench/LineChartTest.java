package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class LineChartTest {

    @Test
    void everyPanelHasItsLinesOnOneScale() throws Exception {
        var svg = LineChart.svg(
                "Time",
                2,
                List.of(
                        new LineChart.Panel("one", List.of("1", "10"), Map.of("list", List.of(0.1, 0.2))),
                        new LineChart.Panel("other", List.of("1", "10"), Map.of("list", List.of(0.4, 0.0)))));

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        var lines = document.getElementsByTagName("polyline");
        assertEquals(2, lines.getLength());
        assertEquals(
                "48,138.0 288,102.0",
                lines.item(0).getAttributes().getNamedItem("points").getNodeValue());
        assertEquals(
                "48,30.0 288,174.0",
                lines.item(1).getAttributes().getNamedItem("points").getNodeValue());
        assertTrue(svg.contains(">0.3</text>"), svg);
        assertTrue(svg.contains(">0</text>"), svg);
    }

    @Test
    void theScaleEndsAtARoundNumber() {
        assertEquals(0.2, LineChart.roundedUp(0.15), 1e-9);
        assertEquals(4, LineChart.roundedUp(4), 1e-9);
        assertEquals(1000, LineChart.roundedUp(801), 1e-9);
    }
}

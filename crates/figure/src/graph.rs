//! Computation graphs: boxes on a grid, and arrows from left to right; on a
//! narrow page, from above to below.

use plotters::style::text_anchor::HPos;

use crate::{canvas::*, palette::*};

const HEAD_SIZE: f64 = 16.0;
const LINE_HEIGHT: f64 = 19.0;
const PADDING: f64 = 10.0;

/// A computation graph: boxes with a few lines of text, and arrows.
#[derive(Clone)]
pub struct Graph {
    pub(crate) title: String,
    nodes: Vec<Node>,
    edges: Vec<(String, String)>,
}

#[derive(Clone)]
struct Node {
    id: String,
    column: usize,
    row: usize,
    lines: Vec<String>,
}

impl Graph {
    /// A graph without boxes.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            nodes: Vec::new(),
            edges: Vec::new(),
        }
    }

    /// Adds a box at a place on the grid. Its first line names it, the others
    /// hold what is known about it.
    pub fn node(
        mut self,
        id: &str,
        column: usize,
        row: usize,
        lines: &[&str],
    ) -> Self {
        self.nodes.push(Node {
            id: id.into(),
            column,
            row,
            lines: lines.iter().map(|&line| line.into()).collect(),
        });
        self
    }

    /// Adds an arrow from one box to another; without both boxes it is left
    /// out.
    pub fn edge(mut self, from: &str, to: &str) -> Self {
        self.edges.push((from.into(), to.into()));
        self
    }

    /// The number of columns and rows on a wide page.
    fn size(&self) -> (f64, f64) {
        let count = |places: &mut dyn Iterator<Item = usize>| {
            places.max().map_or(1.0, |last| last as f64 + 1.0)
        };
        let columns = count(&mut self.nodes.iter().map(|node| node.column));
        let rows = count(&mut self.nodes.iter().map(|node| node.row));
        (columns, rows)
    }

    /// The height of the figure in pixels: enough for all rows.
    pub(crate) fn height(&self, page: Page) -> u32 {
        let lines = self.nodes.iter().map(|node| node.lines.len()).max();
        let row = lines.unwrap_or(1).max(1) as f64 * LINE_HEIGHT + 44.0;
        let (columns, rows) = self.size();
        let rows = page.of(rows, columns);
        let head = Head::new(page, &self.title, &[]).bottom;
        (head + rows * row + 20.0).clamp(200.0, 4000.0) as u32
    }

    pub(crate) fn draw(&self, canvas: &Canvas<impl Backend>) -> Result {
        let page = canvas.page;
        let head = Head::new(page, &self.title, &[]);
        canvas.title(&head)?;
        let flow = Flow(page);
        let (columns, rows) = flow.turned(self.size());
        let (margin, gap) = (page.margin(), page.of(GAP, 12.0));
        let width = (page.width() - 2.0 * margin + gap) / columns;
        let height = (canvas.height() - head.bottom - 20.0) / rows;
        let place = |node: &Node| {
            let at = (node.column as f64 + 0.5, node.row as f64 + 0.5);
            let (column, row) = flow.turned(at);
            let x = margin - gap / 2.0 + column * width;
            let y = head.bottom + row * height;
            Frame::around(node, (x, y), width - gap)
        };
        let frames: Vec<_> = self.nodes.iter().map(place).collect();
        let find = |id: &str| {
            let index = self.nodes.iter().position(|node| node.id == id)?;
            frames.get(index)
        };
        for (from, to) in &self.edges {
            if let (Some(from), Some(to)) = (find(from), find(to)) {
                arrow(canvas, flow, from, to)?;
            }
        }
        for (node, frame) in self.nodes.iter().zip(&frames) {
            frame.draw(canvas, node)?;
        }
        Ok(())
    }
}

/// The least room between two columns of boxes.
const GAP: f64 = 34.0;

/// Where arrows go: to the right, or on a narrow page down.
#[derive(Clone, Copy)]
struct Flow(Page);

impl Flow {
    /// A place along the flow and across it as one on the sheet, or back.
    fn turned(self, (along, across): Point) -> Point {
        match self.0 {
            Page::Wide => (along, across),
            Page::Narrow => (across, along),
        }
    }
}

/// The border of a box.
struct Frame {
    centre: Point,
    half: Point,
}

impl Frame {
    fn around(node: &Node, centre: Point, room: f64) -> Self {
        let widest = node
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| text_width(line, line_size(index)))
            .fold(36.0, f64::max);
        let width = (widest + 2.0 * PADDING).min(room.max(20.0));
        let height =
            node.lines.len().max(1) as f64 * LINE_HEIGHT + 1.4 * PADDING;
        Self {
            centre,
            half: (width / 2.0, height / 2.0),
        }
    }

    fn draw(&self, canvas: &Canvas<impl Backend>, node: &Node) -> Result {
        let ((x, y), (w, h)) = (self.centre, self.half);
        let outer = 1.5;
        let corner = (x - w - outer, y - h - outer);
        canvas.rect(corner, (x + w + outer, y + h + outer), FAINT)?;
        canvas.rect((x - w, y - h), (x + w, y + h), CARD)?;
        let top = y - (node.lines.len() as f64 - 1.0) * LINE_HEIGHT / 2.0;
        for (index, line) in node.lines.iter().enumerate() {
            let y = top + index as f64 * LINE_HEIGHT;
            let room = 2.0 * w - PADDING;
            let size = fitting_size(line, line_size(index), room);
            canvas.text(line, (x, y), HPos::Center, size, CARD_INK)?;
        }
        Ok(())
    }

    /// Where the line from the centre to `aim` leaves the box.
    fn border_towards(&self, aim: Point) -> Point {
        let ((x, y), (w, h)) = (self.centre, self.half);
        let (dx, dy) = (aim.0 - x, aim.1 - y);
        let scale = (w / dx.abs()).min(h / dy.abs());
        if scale.is_finite() {
            (x + scale * dx, y + scale * dy)
        } else {
            (x, y)
        }
    }
}

fn line_size(index: usize) -> f64 {
    if index == 0 { HEAD_SIZE } else { SMALL_SIZE }
}

/// An arrow from the border of one box to the border of another: a soft curve
/// along the flow, else a straight line.
fn arrow(
    canvas: &Canvas<impl Backend>,
    flow: Flow,
    from: &Frame,
    to: &Frame,
) -> Result {
    let [begin, half] = [from.centre, from.half].map(|p| flow.turned(p));
    let start = (begin.0 + half.0, begin.1);
    let [aim, half] = [to.centre, to.half].map(|p| flow.turned(p));
    let end = (aim.0 - half.0 - 1.5, aim.1);
    let (start, end, curved) = if start.0 < end.0 {
        (start, end, true)
    } else {
        let start = from.border_towards(to.centre);
        let end = to.border_towards(from.centre);
        (flow.turned(start), flow.turned(end), false)
    };
    let length = (end.0 - start.0).hypot(end.1 - start.1);
    if length < 1.0 {
        return Ok(());
    }
    let (dx, dy) = if curved {
        (1.0, 0.0)
    } else {
        ((end.0 - start.0) / length, (end.1 - start.1) / length)
    };
    let neck = (end.0 - 9.0 * dx, end.1 - 9.0 * dy);
    let steps = if curved && start.1 != end.1 { 16 } else { 1 };
    let path: Vec<_> = (0..=steps)
        .map(|step| {
            let t = f64::from(step) / f64::from(steps);
            let rise = t * t * (3.0 - 2.0 * t);
            flow.turned((
                start.0 + t * (neck.0 - start.0),
                start.1 + rise * (neck.1 - start.1),
            ))
        })
        .collect();
    canvas.line(&path, FAINT, 2.0)?;
    let wing = |side: f64| {
        let (x, y) = (end.0 - 11.0 * dx, end.1 - 11.0 * dy);
        flow.turned((x - side * 5.5 * dy, y + side * 5.5 * dx))
    };
    let head = [flow.turned(end), wing(1.0), wing(-1.0)];
    canvas.polygon(&head, FAINT)
}

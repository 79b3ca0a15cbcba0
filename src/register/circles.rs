//! Circles among letters: the strongly connected components of what was before what.

/// What the search knows of a letter.
#[derive(Debug, Clone, Copy)]
enum Mark {
    New,
    /// On the path, or joined to it: the number at which it was found, and the lowest it reaches.
    Open(usize, usize),
    Done,
}

/// The letters that lead back to themselves, each set in order; `earlier` gives those that one
/// leads to (R. Tarjan, Depth-first search and linear graph algorithms, 1972).
pub(super) fn of<I: Iterator<Item = usize>>(
    count: usize,
    earlier: &impl Fn(usize) -> I,
) -> Vec<Vec<usize>> {
    let mut marks = vec![Mark::New; count];
    let (mut circles, mut found, mut number) = (Vec::new(), Vec::new(), 0);
    for start in 0..count {
        if !matches!(marks[start], Mark::New) {
            continue;
        }
        let mut path = vec![(start, earlier(start))];
        (marks[start], number) = (Mark::Open(number, number), number + 1);
        found.push(start);
        while let Some((at, rest)) = path.last_mut() {
            let at = *at;
            let next = rest.next();
            match next.map(|next| (next, marks[next])) {
                Some((next, Mark::New)) => {
                    (marks[next], number) = (Mark::Open(number, number), number + 1);
                    found.push(next);
                    path.push((next, earlier(next)));
                }
                Some((_, Mark::Open(first, _))) => lower(&mut marks[at], first),
                Some((_, Mark::Done)) => {}
                None => {
                    path.pop();
                    let Mark::Open(own, lowest) = marks[at] else { continue };
                    if let Some((above, _)) = path.last() {
                        lower(&mut marks[*above], lowest);
                    }
                    if own == lowest {
                        let from = found.iter().rposition(|letter| *letter == at).unwrap_or(0);
                        let mut circle = found.split_off(from);
                        circle.iter().for_each(|letter| marks[*letter] = Mark::Done);
                        if circle.len() > 1 || earlier(at).any(|letter| letter == at) {
                            circle.sort_unstable();
                            circles.push(circle);
                        }
                    }
                }
            }
        }
    }
    circles.sort_unstable();
    circles
}

fn lower(mark: &mut Mark, to: usize) {
    if let Mark::Open(_, lowest) = mark {
        *lowest = (*lowest).min(to);
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    fn circles(edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
        of(8, &|at| edges.iter().filter(move |(from, _)| *from == at).map(|(_, to)| *to))
    }

    #[test]
    fn letters_that_lead_back_to_themselves_are_a_circle() {
        assert_eq!(circles(&[(0, 1), (1, 2), (3, 2)]), Vec::<Vec<usize>>::new());
        assert_eq!(circles(&[(5, 5)]), [[5]]);
        assert_eq!(circles(&[(2, 1), (1, 2), (0, 1), (2, 3)]), [[1, 2]]);
        assert_eq!(
            circles(&[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3)]),
            [vec![0, 1, 2], vec![3, 4]]
        );
        assert_eq!(circles(&[(0, 1), (1, 0), (1, 2), (2, 1)]), [[0, 1, 2]]);
    }

    #[test]
    fn a_long_thread_needs_no_deep_stack() {
        let circles = of(200_000, &|at| std::iter::once((at + 1) % 200_000));
        assert_eq!(circles.len(), 1);
    }
}

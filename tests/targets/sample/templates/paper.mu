title[<< title | string >>] code[<< paper.code >>] qr[<< paper.code | qr >>] bearer[<< paper.bearer >>]
<% for section in paper.sections %>
section[<< section.title | key >>]
<< section.instruction | blocks >>
<% for numbered in section.questions %>
question[<< numbered.number >>]
<% block stem scoped %>
<< numbered.variant.stem | blocks >>
<% endblock %>
<% for part in numbered.variant.parts %>
<% block part scoped %>
part[<< part.label >>] << part.text | blocks >>
<% endblock %>
<% endfor %>
<% endfor %>
<% endfor %>

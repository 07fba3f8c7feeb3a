"""The hand that draws the sample calendars' pictures: shapes, light and grain, without fonts and without photographs."""
